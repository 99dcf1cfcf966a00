package org.passwordresets.bench;

/**
 * The address and credentials of the database.
 *
 * @param password a secret
 */
record DatabaseAddress(String url, String username, String password) {
    static DatabaseAddress ofEnvironment() {
        return new DatabaseAddress(
                System.getenv("DATASOURCES_DEFAULT_URL"),
                System.getenv("DATASOURCES_DEFAULT_USERNAME"),
                System.getenv("DATASOURCES_DEFAULT_PASSWORD"));
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "DatabaseAddress[" + url + "]";
    }
}
