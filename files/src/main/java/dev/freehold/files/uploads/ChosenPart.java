package dev.freehold.files.uploads;

/**
 * A part that a document is to be put together of.
 *
 * @param number its number
 * @param etag the ETag that it must have, without quotes
 */
public record ChosenPart(int number, String etag) {}
