package org.passwordresets.bench;

/**
 * The address and credentials of the database.
 *
 * @param password a secret
 */
record DatabaseAddress(String url, String username, String password) {
    /** Omits the password. */
    @Override
    public String toString() {
        return "DatabaseAddress[" + url + "]";
    }
}
