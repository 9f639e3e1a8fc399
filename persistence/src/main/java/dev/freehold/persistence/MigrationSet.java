package dev.freehold.persistence;

/**
 * The migrations of one module, found on the class path. Those under {@code db/migration/<module>}
 * are of the first release that can be upgraded node by node; none comes to them. A later one is an
 * expansion and goes to {@code db/expansion/<module>}: programs that do not know it go on. Or it is
 * a contraction, goes to {@code db/contraction/<module>}, and ends programs that do not know what
 * its name says: {@code V2026120501__needs_2026113091_drop_old_names.sql}.
 *
 * <p>Each file is named {@code VyyyyMMddNN__what_changes.sql} with a number that no other module
 * uses, and that is above all of the last release. Files directly under {@code common} run on both
 * dialects, with these placeholders for the types that differ: {@code ${bytes}} (BLOB or BYTEA).
 * Files under {@code sqlite} or {@code postgresql} run on that dialect alone.
 *
 * @param module the module's name, such as {@code custody}
 */
public record MigrationSet(String module) {}
