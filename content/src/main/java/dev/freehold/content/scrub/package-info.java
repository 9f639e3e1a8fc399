/** The scrub: a walk over everything that leads to content, which finds what is damaged. */
package dev.freehold.content.scrub;
