package dev.freehold.custody.seals;

/**
 * A fact that a sealed row states.
 *
 * @param name what it is called in what is sealed; it never changes
 * @param column where it is now
 * @param type what it is
 * @param since the first form of its kind that has it
 */
record SealedField(String name, String column, FieldType type, int since) {}
