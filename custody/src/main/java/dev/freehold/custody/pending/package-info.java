/** Acts that one person cannot do alone, or not at once. */
package dev.freehold.custody.pending;
