/**
 * Runs scripts: expressions, statements, pipelines that hand on one object at a time, scopes,
 * errors, and the end by the user. A {@link dev.freehold.powershell.run.Session} is for one thread
 * at a time; only its cancellation may come from another.
 */
package dev.freehold.powershell.run;
