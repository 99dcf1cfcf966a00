package org.passwordresets;

import java.util.List;

/** A part of the configuration that allows what is rarely meant in production. */
public interface ConfigurationRisks {
    /** One sentence for each risk that is taken: which key takes it, and what follows. */
    List<String> risks();
}
