/**
 * The run of an approved purge: destroys all keys under a policy, proves that nothing opens, and
 * reports the end.
 */
package dev.freehold.custody.purge.run;
