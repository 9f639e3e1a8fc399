package dev.freehold.powershell.complete;

import java.util.List;

/**
 * The candidates for a part of a text.
 *
 * @param start the first character of the part that a candidate replaces; it ends at the cursor
 */
public record Completion(int start, List<Candidate> candidates) {}
