package org.passwordresets.bench;

/**
 * Where the database is, and how to get in.
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

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseAddress[" + url + "]";
    }
}
