/** Data encryption policies: their keys, rolls and checks, and how long silence is bridged. */
package dev.freehold.server.features.policies;
