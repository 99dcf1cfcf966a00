package org.passwordresets.stub.state;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Produces;

/** {@code /__stub/state}. */
@Controller("/__stub/state")
@Consumes(MediaType.ALL)
final class StateController {
    private final State state;

    StateController(State state) {
        this.state = state;
    }

    /** The state starts anew with the contract's examples. */
    @Delete
    @Produces(MediaType.ALL)
    HttpResponse<?> forget() {
        state.forget();
        return HttpResponse.noContent();
    }
}
