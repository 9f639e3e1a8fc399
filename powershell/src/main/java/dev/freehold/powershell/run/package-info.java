/**
 * Runs scripts: expressions, statements, pipelines that pass on one object at a time, scopes,
 * errors, and cancellation by the user. A {@link dev.freehold.powershell.run.Session} is for one
 * thread at a time; only its cancellation may come from another.
 *
 * <p>This package has more than 30 files because the parts of an interpreter need each other: a
 * session runs statements, statements compute expressions, expressions call functions, and
 * functions run in the session.
 */
package dev.freehold.powershell.run;
