package org.passwordresets.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerBuilder;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.support.ServerTest;

/** Rows, their number and their events change together or not at all. The rows of customers serve as those of any resource. */
class WritesTest extends ServerTest {
    private static final String ORGANIZATION = "WWWWWWWWWW";
    private static final Caller CALLER =
            new Caller(ORGANIZATION, Mode.TEST, ApplicationKind.INTEGRATION, "client", false, Instant.MAX);

    @Inject
    Writes writes;

    @Inject
    CustomerRepository customers;

    @Test
    void aRowItsNumberAndItsEventsChangeTogether() {
        String email = email();
        Customer created = create(email);
        assertThat(customers.get(CALLER, created.id())).isEqualTo(created);
        assertRecorded(created, "customers.create", 1);

        assertThatThrownBy(() -> create(email)).as("The address is taken").isInstanceOf(RuntimeException.class);
        assertRecorded(created, "customers.create", 1);
        assertThat(number("events")).isEqualTo("1");

        Customer updated =
                writes.update(CALLER, customers, created, (customer, now) -> CustomerBuilder.builder(customer)
                        .reference("R")
                        .build());
        assertThat(customers.get(CALLER, created.id())).isEqualTo(updated);
        assertThat(updated.reference()).isEqualTo("R");
        assertRecorded(created, "customers.create", 1);

        writes.delete(CALLER, customers, created);
        assertRecorded(created, "customers.create,customers.destroy", 0);

        assertThatThrownBy(() -> writes.delete(CALLER, customers, created)).satisfies(WritesTest::isNotFound);
        assertThatThrownBy(() -> writes.update(CALLER, customers, created, (customer, now) -> customer))
                .satisfies(WritesTest::isNotFound);
        assertRecorded(created, "customers.create,customers.destroy", 0);
        assertThat(number("events")).isEqualTo("2");
    }

    private Customer create(String email) {
        return writes.create(CALLER, customers, (id, now) -> CustomerBuilder.builder()
                .id(id)
                .organizationId(CALLER.organizationId())
                .mode(CALLER.mode())
                .email(email)
                .emailKey(email)
                .status("prospect")
                .metadata("{}")
                .createdAt(now)
                .updatedAt(now)
                .build());
    }

    private void assertRecorded(Customer customer, String events, int records) {
        assertThat(database()
                        .value(
                                "SELECT GROUP_CONCAT(name ORDER BY name) FROM events WHERE resource_id = ?",
                                customer.id()))
                .isEqualTo(events);
        assertThat(number("customers")).isEqualTo(Integer.toString(records));
    }

    private String number(String table) {
        return database()
                .value(
                        "SELECT SUM(records) FROM record_counts WHERE table_name = ? AND organization_id = ?",
                        table,
                        ORGANIZATION);
    }

    private static void isNotFound(Throwable thrown) {
        assertThat(((ApiException) thrown).problem()).isInstanceOf(Problem.RecordNotFound.class);
    }
}
