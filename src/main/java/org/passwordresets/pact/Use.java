package org.passwordresets.pact;

/**
 * That one interaction relies on one part of the contract.
 *
 * @param operation which operation is called, such as {@code GET /api/customers/{id}}
 * @param part which part of it, in the words of {@code make diff}: {@code response data attributes email},
 *     {@code query parameter sort}; or a part of a type, whatever operation it is met in: {@code type customers attributes
 *     email}, {@code filter customers email}, {@code sort events name}, {@code include customer_password_resets customer}; or
 *     {@code code NOT_FOUND}
 */
record Use(Interaction interaction, String operation, String part) {
    String consumer() {
        return interaction.consumer();
    }

    /** Whether it is that part, or lies in it. */
    boolean isWithin(String whole) {
        return part.startsWith(whole)
                && (part.length() == whole.length()
                        || part.charAt(whole.length()) == ' '
                        || part.charAt(whole.length()) == '[');
    }
}
