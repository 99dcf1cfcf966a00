package org.passwordresets.stub;

import org.passwordresets.contract.Contract;

/** The pages that a stub has besides the paths of its contract: {@code /__stub}, and {@code /docs} if it is free. */
public final class OwnPages {
    private static final String STUB = "/__stub";
    private static final String DOCS = "/docs";

    private OwnPages() {}

    /** Whether the path is that of such a page. */
    public static boolean include(String path, Contract contract) {
        return path.startsWith(STUB) || (path.equals(DOCS) || path.startsWith(DOCS + "/")) && includeDocs(contract);
    }

    /** Not if the contract has these paths. A third-party document can have any path. */
    static boolean includeDocs(Contract contract) {
        return contract.methodsOf(DOCS).isEmpty()
                && contract.methodsOf(DOCS + "/").isEmpty()
                && contract.methodsOf(DOCS + "/index.html").isEmpty();
    }
}
