/**
 * Runs scripts: expressions, statements, pipelines that hand on one object at a time, scopes,
 * errors, and the end by the user. A {@link dev.freehold.powershell.run.Session} is for one thread
 * at a time; only its cancellation may come from another.
 *
 * <p>This package has more than 30 files because an interpreter is one knot: a session runs
 * statements, statements compute expressions, expressions call functions, and functions run in the
 * session.
 */
package dev.freehold.powershell.run;
