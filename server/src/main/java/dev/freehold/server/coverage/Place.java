package dev.freehold.server.coverage;

/**
 * One place where bytes rest.
 *
 * @param area the part of the report that it is in
 * @param place where
 * @param what what is there
 * @param protection what protects it
 * @param presence what is there now
 */
public record Place(
    Area area, String place, String what, Protection protection, Presence presence) {}
