package dev.freehold.files.uploads;

/**
 * A part that the client wants in the completed document.
 *
 * @param number its number
 * @param etag the ETag that it must have, without quotes
 */
public record ChosenPart(int number, String etag) {}
