/** The configuration: one table of keys, typed values with bounds, and where each came from. */
package dev.freehold.server.config;
