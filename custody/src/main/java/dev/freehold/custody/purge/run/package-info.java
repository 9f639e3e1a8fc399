/**
 * The run of an approved purge: destroys all keys under a policy, proves that nothing opens, and
 * tells of the end.
 */
package dev.freehold.custody.purge.run;
