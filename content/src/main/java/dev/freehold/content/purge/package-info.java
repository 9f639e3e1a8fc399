/**
 * The part of a purge that deals with content: it lists what is sealed under the keys, tests
 * whether it still opens, and frees its space.
 */
package dev.freehold.content.purge;
