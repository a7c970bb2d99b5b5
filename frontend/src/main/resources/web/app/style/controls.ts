import { css } from 'lit';

/** The look of what several components have in common: cards, buttons, fields, notices. */
export const controls = css`
  :host { display: block; }
  * { box-sizing: border-box; }
  h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
  h1, h2, h3 { line-height: 1.2; letter-spacing: -0.015em; font-weight: 650; }
  ul { list-style: none; }

  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    padding: clamp(1.1rem, 3vw, 1.75rem);
  }

  .soft { color: var(--soft); }
  .small { font-size: 0.875rem; }
  .number { font-variant-numeric: tabular-nums; }

  button, input, select { font: inherit; color: inherit; }

  button {
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--card);
    padding: 0.6rem 1.15rem;
    font-weight: 600;
    cursor: pointer;
    transition: background 0.15s, border-color 0.15s, transform 0.05s;
  }
  button:hover:not(:disabled) { border-color: var(--accent); }
  button:active:not(:disabled) { transform: translateY(1px); }
  button:disabled { opacity: 0.55; cursor: not-allowed; }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button.primary:hover:not(:disabled) { background: var(--accent-strong); border-color: var(--accent-strong); }
  button.plain { border-color: transparent; background: none; color: var(--soft); }
  button.plain:hover:not(:disabled) { color: var(--ink); border-color: var(--line); }

  input, select {
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
    padding: 0.6rem 0.85rem;
  }

  :is(button, input, select, summary, a):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

  .notice { border-radius: 12px; padding: 0.7rem 0.95rem; font-size: 0.95rem; }
  .notice.good { background: var(--accent-soft); color: var(--accent-strong); }
  .notice.warn { background: var(--warn-soft); color: var(--warn); }
  .notice.bad { background: var(--bad-soft); color: var(--bad); }

  .badge {
    display: inline-block;
    border-radius: 999px;
    padding: 0.15rem 0.65rem;
    font-size: 0.8rem;
    font-weight: 650;
    white-space: nowrap;
    background: var(--paper);
    color: var(--soft);
    border: 1px solid var(--line);
  }
  .badge.good { background: var(--accent-soft); color: var(--accent-strong); border-color: transparent; }
  .badge.warn { background: var(--warn-soft); color: var(--warn); border-color: transparent; }
  .badge.bad { background: var(--bad-soft); color: var(--bad); border-color: transparent; }

  @media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
