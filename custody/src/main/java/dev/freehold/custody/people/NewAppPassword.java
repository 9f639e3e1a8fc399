package dev.freehold.custody.people;

import dev.freehold.custody.identity.ways.WayIn;

/**
 * An app password that was made.
 *
 * @param way what the owner's list has of it
 * @param password it is not kept and cannot be shown again
 */
public record NewAppPassword(WayIn way, AppPassword password) {}
