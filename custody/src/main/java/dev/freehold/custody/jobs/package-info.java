/**
 * Long work in the background: cut into shards that several nodes share, with durable progress,
 * resumed after a crash, paused and throttled.
 */
package dev.freehold.custody.jobs;
