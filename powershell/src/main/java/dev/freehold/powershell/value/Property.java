package dev.freehold.powershell.value;

/**
 * A property of a value.
 *
 * @param name in the spelling of the object that has it
 * @param value may be null
 */
public record Property(String name, Object value) {}
