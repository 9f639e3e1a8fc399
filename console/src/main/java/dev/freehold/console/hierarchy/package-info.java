/** The keys of a policy as a picture: what wraps what. */
package dev.freehold.console.hierarchy;
