// Comfort for coordinators' pages.
document.querySelector('.m-tabs [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
