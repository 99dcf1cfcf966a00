package org.passwordresets.auth;

import static org.passwordresets.auth.ApplicationKind.INTEGRATION;
import static org.passwordresets.auth.ApplicationKind.SALES_CHANNEL;

import java.util.Map;
import java.util.Set;

/** Who may do what: one line for every operation of the contract. What is not listed, nobody may. */
final class Rights {
    private static final Set<ApplicationKind> BACK_END = Set.of(INTEGRATION);
    private static final Set<ApplicationKind> BACK_END_AND_STOREFRONT = Set.of(INTEGRATION, SALES_CHANNEL);

    private static final Map<String, Set<ApplicationKind>> BY_OPERATION = Map.ofEntries(
            Map.entry("listCustomerPasswordResets", BACK_END),
            Map.entry("createCustomerPasswordReset", BACK_END),
            Map.entry("retrieveCustomerPasswordReset", BACK_END),
            // A storefront only with a valid reset token: PasswordResetService looks at that.
            Map.entry("updateCustomerPasswordReset", BACK_END_AND_STOREFRONT),
            Map.entry("deleteCustomerPasswordReset", BACK_END),
            Map.entry("retrieveCustomerPasswordResetCustomer", BACK_END),
            Map.entry("listCustomerPasswordResetEvents", BACK_END),
            Map.entry("retrieveCustomerPasswordResetCustomerRelationship", BACK_END),
            Map.entry("listCustomerPasswordResetEventsRelationship", BACK_END),
            Map.entry("listCustomers", BACK_END),
            Map.entry("createCustomer", BACK_END),
            Map.entry("retrieveCustomer", BACK_END),
            Map.entry("updateCustomer", BACK_END),
            Map.entry("deleteCustomer", BACK_END),
            Map.entry("listEvents", BACK_END),
            Map.entry("retrieveEvent", BACK_END));

    private Rights() {}

    /** Whether tokens of that kind may use the operation of that {@code operationId} at all. */
    static boolean allow(ApplicationKind kind, String operationId) {
        return BY_OPERATION.getOrDefault(operationId, Set.of()).contains(kind);
    }

    /** Whether tokens of that kind may have related resources included: they would show what only back ends may read. */
    static boolean allowIncluding(ApplicationKind kind) {
        return BACK_END.contains(kind);
    }

    /** The operations that have a line in the table. */
    static Set<String> operations() {
        return BY_OPERATION.keySet();
    }
}
