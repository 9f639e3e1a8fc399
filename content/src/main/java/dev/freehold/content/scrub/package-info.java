/** The scrub reads everything that is needed to open content, and finds what is damaged. */
package dev.freehold.content.scrub;
