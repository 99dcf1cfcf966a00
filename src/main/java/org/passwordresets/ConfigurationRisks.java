package org.passwordresets;

import java.util.List;

/** A part of the configuration with settings that are rarely intended in production. */
public interface ConfigurationRisks {
    /** One sentence for each risk: the setting that causes it, and its consequence. */
    List<String> risks();
}
