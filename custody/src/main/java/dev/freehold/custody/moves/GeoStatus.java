package dev.freehold.custody.moves;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.policies.Policy;
import java.util.Optional;

/**
 * The present state of a geo's encryption.
 *
 * @param geo the geo
 * @param state what its policy is doing
 * @param policy its policy, if it has one
 * @param sites how many sites it has
 * @param percentOfSites how many percent of the sites have finished the present or unfinished work;
 *     100 if there is none
 * @param job the job that does the present work; empty also if that work is unfinished and its job
 *     has ended
 */
public record GeoStatus(
    Geo geo,
    GeoState state,
    Optional<Policy> policy,
    long sites,
    int percentOfSites,
    Optional<Job> job) {}
