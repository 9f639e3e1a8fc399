package dev.freehold.server.coverage;

/**
 * One place where bytes are stored.
 *
 * @param area the part of the report that it is in
 * @param place the path or column
 * @param what what is stored there
 * @param protection what protects it
 * @param presence whether there is anything now
 */
public record Place(
    Area area, String place, String what, Protection protection, Presence presence) {}
