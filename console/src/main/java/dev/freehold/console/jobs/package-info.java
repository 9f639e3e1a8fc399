/** Jobs: work that goes on in the background. */
package dev.freehold.console.jobs;
