package org.passwordresets.oauth;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passwordresets.auth.CallerKind;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Rights;

/** What each kind of caller may do with each resource type, according to the contract. */
@Singleton
final class Permissions {
    private static final Map<String, String> ACTIONS =
            Map.of("POST", "create", "GET", "read", "PATCH", "update", "DELETE", "destroy");
    private static final List<String> ORDER = List.of("create", "read", "update", "destroy");

    private final Contract contract;

    Permissions(Contract contract) {
        this.contract = contract;
    }

    /** The permissions by resource type; without the types that the caller has no access to. */
    Map<String, List<String>> of(CallerKind kind) {
        Map<String, List<String>> permissions = new TreeMap<>();
        contract.resourceTypes().forEach(type -> {
            List<String> actions = actions(type.name(), kind);
            if (!actions.isEmpty()) {
                permissions.put(type.name(), actions);
            }
        });
        return permissions;
    }

    private List<String> actions(String type, CallerKind kind) {
        List<String> actions = new ArrayList<>(ORDER);
        actions.removeIf(action -> contract.operations().stream()
                .noneMatch(operation -> isOn(type, operation)
                        && action.equals(ACTIONS.get(operation.method()))
                        && operation.rights().of(kind.text()) != Rights.Reach.NONE));
        return actions;
    }

    private static boolean isOn(String type, Operation operation) {
        String path = "/api/" + type;
        return operation.path().equals(path) || operation.path().equals(path + "/{" + Rights.ID + "}");
    }
}
