package dev.freehold.bench.policies;

import java.util.Map;

/**
 * How long one purge took, in milliseconds.
 *
 * @param run from the second operator's approval to PURGED, without the wait for leases
 * @param leaseWait that wait
 * @param processor of the whole process meanwhile
 * @param list the taking of the list, before anything is authorised
 * @param bytes of content that was destroyed
 * @param phases the run's steps by phase, without what is between them
 */
record PurgeTiming(
    double run,
    double leaseWait,
    double processor,
    double list,
    long bytes,
    Map<String, Double> phases) {}
