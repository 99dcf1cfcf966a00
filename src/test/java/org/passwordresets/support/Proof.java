package org.passwordresets.support;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.passwordresets.support.Client.Response;

/**
 * Repeats what only shows itself now and then, such as a race, and says in one line what was found. Every test run repeats it
 * a few times; {@code -Dproof=long}, which {@code make prove} sets, as often as it takes to believe it.
 */
public final class Proof {
    /** The JUnit tag of the classes that {@code make prove} runs: all that use this one. */
    public static final String TAG = "proof";

    private static final boolean LONG = "long".equals(System.getProperty("proof"));

    private final String claim;
    private final int rounds;
    private final Map<String, Integer> counts = new TreeMap<>();

    private Proof(String claim, int rounds) {
        this.claim = claim;
        this.rounds = rounds;
    }

    /**
     * @param claim what is tried, for the reader of the line
     * @param few rounds in an ordinary test run
     * @param many rounds in the long form
     */
    public static Proof of(String claim, int few, int many) {
        return new Proof(claim, LONG ? many : few);
    }

    /** Whether tests run in their long form. */
    public static boolean isLong() {
        return LONG;
    }

    /** One round. */
    @FunctionalInterface
    public interface Round {
        void run(int number) throws Exception;
    }

    /** Runs all rounds and reports, even where one of them fails. */
    public Proof run(Round round) throws Exception {
        try {
            for (int number = 0; number < rounds; number++) {
                round.run(number);
            }
        } finally {
            System.out.println("proof: " + claim + ": " + rounds + " rounds, " + counts);
        }
        return this;
    }

    /** Adds to what was found; naming it with zero shows that it was looked for. */
    public void count(String what, int found) {
        counts.merge(what, found, Integer::sum);
    }

    /** Counts the responses, and among them the server's faults. */
    public void count(Collection<Response> responses) {
        count("responses", responses.size());
        count("5xx", (int)
                responses.stream().filter(response -> response.status() >= 500).count());
    }

    /** How often it was found in all rounds. */
    public int counted(String what) {
        return counts.getOrDefault(what, 0);
    }
}
