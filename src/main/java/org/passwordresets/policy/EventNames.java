package org.passwordresets.policy;

/** What happens to resets and customers, as events name it behind the type: {@code customer_password_resets.create}. */
public final class EventNames {
    public static final String CREATE = "create";
    public static final String DESTROY = "destroy";
    /** A reset was completed. */
    public static final String RESET_PASSWORD = "reset_password";
    /** A customer got the first password: see {@link AccountChange#createsPassword()}. */
    public static final String CREATE_PASSWORD = "create_password";

    private EventNames() {}
}
