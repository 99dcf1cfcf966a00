package org.passwordresets.application;

import io.micronaut.http.annotation.Controller;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.api.OrganizationsApi;
import org.passwordresets.generated.model.OrganizationDocument;
import org.passwordresets.generated.model.OrganizationResource;

/** Handles {@code /api/organization}, without the database. */
@Controller
class OrganizationController implements OrganizationsApi.Server {
    private final Applications applications;
    private final OrganizationDocuments documents;

    OrganizationController(Applications applications, OrganizationDocuments documents) {
        this.applications = applications;
        this.documents = documents;
    }

    @Override
    public OrganizationDocument retrieveOrganization(
            RetrieveOrganizationParameters parameters, RequestContext request) {
        String id = request.caller().organizationId();
        Organization organization = applications
                .organization(request.caller().clientId(), id)
                .orElseThrow(() -> ApiException.notFound(OrganizationResource.TYPE, id));
        return documents.document(organization, request);
    }
}
