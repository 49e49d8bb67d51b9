// Comfort for everyone's pages. Each works without it.
import htmx from 'htmx.org';
import './parts/theme-button.js';
import './parts/menus.js';
import './parts/week.js';
import './parts/answer.js';
import './parts/picks.js';
import './parts/purpose.js';
import './parts/passkeys.js';
import './parts/waiting.js';
import './parts/print-button.js';

// The content security policy allows neither inline styles nor evaluated code.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
window.htmx = htmx;
