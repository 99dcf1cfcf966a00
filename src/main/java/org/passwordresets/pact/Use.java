package org.passwordresets.pact;

/**
 * One interaction's use of one part of the contract.
 *
 * @param operation the called operation, such as {@code GET /api/customers/{id}}
 * @param part the part, named as in {@code make diff}: {@code response data attributes email}, {@code query parameter sort};
 *     or a part that is independent of the operation: {@code type customers attributes email}, {@code filter customers
 *     email}, {@code sort events name}, {@code include customer_password_resets customer}; or {@code code NOT_FOUND}
 */
record Use(Interaction interaction, String operation, String part) {
    String consumer() {
        return interaction.consumer();
    }

    /** Whether it is this part or inside it. */
    boolean isWithin(String whole) {
        return part.startsWith(whole)
                && (part.length() == whole.length()
                        || part.charAt(whole.length()) == ' '
                        || part.charAt(whole.length()) == '[');
    }
}
