package org.passwordresets.bench;

/**
 * How fast one contestant responded to one request.
 *
 * @param work the name of the request
 * @param to who responded
 * @param cpuMicros the processor time of the contestant for each request
 * @param databaseCpuMicros that of the database
 */
record Measurement(
        String work,
        int connections,
        String to,
        double perSecond,
        double medianMilliseconds,
        double p99Milliseconds,
        double cpuMicros,
        double databaseCpuMicros,
        long failed) {}
