/** Bodies of several parts, read in memory and within bounds. */
package dev.freehold.web.multipart;
