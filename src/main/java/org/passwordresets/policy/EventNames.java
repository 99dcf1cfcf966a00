package org.passwordresets.policy;

/** The second part of event names, after the resource type: {@code customer_password_resets.create}. */
public final class EventNames {
    public static final String CREATE = "create";
    public static final String DESTROY = "destroy";
    /** Of event stores only. */
    public static final String UPDATE = "update";
    /** A reset was completed. */
    public static final String RESET_PASSWORD = "reset_password";
    /** A customer got a first password: see {@link AccountChange#createsPassword()}. */
    public static final String CREATE_PASSWORD = "create_password";

    private EventNames() {}
}
