package dev.freehold.custody.moves;

import dev.freehold.custody.hierarchy.Geo;
import dev.freehold.custody.hierarchy.Policy;
import dev.freehold.custody.jobs.Job;
import java.util.Optional;

/**
 * What is true of a geo's encryption now.
 *
 * @param geo the geo
 * @param state what its policy is doing
 * @param policy its policy, if it has one
 * @param sites how many sites it has
 * @param percentOfSites of the sites, how many percent have finished what is going on; 100 when
 *     nothing is
 * @param job what is going on
 */
public record GeoStatus(
    Geo geo,
    GeoState state,
    Optional<Policy> policy,
    long sites,
    int percentOfSites,
    Optional<Job> job) {}
