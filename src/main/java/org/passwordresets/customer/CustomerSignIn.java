package org.passwordresets.customer;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.database.Transactions;

/** Verifies the passwords of customers. */
@Singleton
public final class CustomerSignIn {
    private final CustomerRepository customers;
    private final Passwords passwords;
    private final Transactions transactions;

    CustomerSignIn(CustomerRepository customers, Passwords passwords, Transactions transactions) {
        this.customers = customers;
        this.passwords = passwords;
        this.transactions = transactions;
    }

    /**
     * The caller's customer with this address and password. Takes the same time for an unknown address, a customer without a
     * password, and a wrong password. Hashes the right password again if the parameters of the hash have risen since.
     */
    public Optional<Customer> verified(Caller caller, Email email, String password) {
        Optional<Customer> customer = customers.find(caller, email);
        boolean matches =
                passwords.matches(password, customer.map(Customer::passwordHash).orElse(null));
        Optional<Customer> verified = customer.filter(found -> matches);
        verified.map(Customer::passwordHash)
                .filter(passwords::isOutdated)
                .ifPresent(outdated -> rehash(verified.get().id(), outdated, passwords.hash(password)));
        return verified;
    }

    private void rehash(String customerId, String outdated, String hash) {
        transactions.write(() -> {
            customers.replaceHash(customerId, outdated, hash);
            return null;
        });
    }
}
