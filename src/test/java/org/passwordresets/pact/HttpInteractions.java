package org.passwordresets.pact;

import au.com.dius.pact.provider.junit5.PactVerificationExtension;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** A test for each interaction; for each message one that is skipped and says so, as this API sends no messages. */
public final class HttpInteractions extends PactVerificationInvocationContextProvider {
    /** Why a message is skipped. */
    static final String NOT_VERIFIED = "Messages are not verified here";

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return super.provideTestTemplateInvocationContexts(context)
                .map(each -> each instanceof PactVerificationExtension interaction
                                && !interaction.getInteraction().isSynchronousRequestResponse()
                        ? new Skipped(each)
                        : each);
    }

    private record Skipped(TestTemplateInvocationContext message)
            implements TestTemplateInvocationContext, ExecutionCondition {
        @Override
        public String getDisplayName(int index) {
            return message.getDisplayName(index);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return ConditionEvaluationResult.disabled(NOT_VERIFIED);
        }
    }
}
