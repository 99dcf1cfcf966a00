package org.passwordresets.application;

import io.micronaut.http.annotation.Controller;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.api.ApplicationsApi;
import org.passwordresets.generated.model.ApplicationDocument;
import org.passwordresets.generated.model.ApplicationResource;

/** Handles {@code /api/application}, without the database. */
@Controller
class ApplicationController implements ApplicationsApi.Server {
    private final Applications applications;
    private final ApplicationDocuments documents;

    ApplicationController(Applications applications, ApplicationDocuments documents) {
        this.applications = applications;
        this.documents = documents;
    }

    @Override
    public ApplicationDocument retrieveApplication(RetrieveApplicationParameters parameters, RequestContext request) {
        String clientId = request.caller().clientId();
        RegisteredApplication application = applications
                .find(clientId)
                .orElseThrow(() -> ApiException.notFound(ApplicationResource.TYPE, clientId));
        return documents.document(application, request);
    }
}
