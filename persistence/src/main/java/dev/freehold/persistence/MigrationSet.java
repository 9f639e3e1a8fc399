package dev.freehold.persistence;

/**
 * The migrations of one module, found on the class path under {@code db/migration/<module>}.
 *
 * <p>Each file is named {@code VyyyyMMddNN__what_changes.sql} with a number that no other module
 * uses, because all modules of one database share one history. Files directly under {@code common}
 * run on both dialects, with these placeholders for the types that differ: {@code ${bytes}} (BLOB
 * or BYTEA). Files under {@code sqlite} or {@code postgresql} run on that dialect alone.
 *
 * @param module the module's name, such as {@code custody}
 */
public record MigrationSet(String module) {}
