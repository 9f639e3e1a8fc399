/**
 * Long work in the background. A job is cut into shards that several nodes share. Its progress is
 * durable, so it continues after a crash; administrators can pause and slow it.
 */
package dev.freehold.custody.jobs;
