package org.passwordresets.stub.state;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Produces;

/** Handles {@code /__stub/state}. */
@Controller("/__stub/state")
@Consumes(MediaType.ALL)
final class StateController {
    private final State state;

    StateController(State state) {
        this.state = state;
    }

    /** Resets the state to the contract's examples. */
    @Delete
    @Produces(MediaType.ALL)
    HttpResponse<?> forget() {
        state.forget();
        return HttpResponse.noContent();
    }
}
