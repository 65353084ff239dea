/** How good detection is: what it finds in recordings, held against what was done while they were recorded. */
package io.podtide.cli.quality;
